import { computed, createTextVNode, defineComponent, h } from 'vue'
import type { PropType, VNode } from 'vue'
import type { Ticket } from '#shared/contract/ticket.ts'
import AlertCell from '../../../components/AlertCell.vue'
import LevelBox from '../../../components/LevelBox.vue'
import StateTag from '../../../components/StateTag.vue'
import { useDisplayClock } from '../../../time/displayClock.ts'
import { ticketTarget, keyOf } from '../../../workspace/tabs.ts'
import { cellInstant, cellText } from './cellText.ts'
import type { RowWords } from './rowWords.ts'
import type { PlacedColumn } from './columns/columnRange.ts'
import { rowAlert } from './rowAlert.ts'

/**
 * One ticket of a list. The colours of the clock never stand alone: the first column says the same in words.
 * Drawn by hand instead of from a template, because scrolling waits for nothing else: a text is a node of its own, which is
 * given other words instead of being made anew, and nothing of a cell but its words is compared with more than itself.
 */
export default defineComponent({
  name: 'TicketRow',
  props: {
    ticket: { type: Object as PropType<Ticket>, required: true },
    columns: { type: Array as PropType<readonly PlacedColumn[]>, required: true },
    words: { type: Object as PropType<RowWords>, required: true },
    current: { type: Boolean, required: true },
    selected: { type: Boolean, required: true },
    /** Of the element; what `aria-activedescendant` names. */
    elementId: { type: String, required: true },
    /** Of the whole list, the head being the first. */
    rowIndex: { type: Number, required: true },
    /** Another row is shown here in a moment: what it still holds is neither seen nor read out. */
    waiting: { type: Boolean, required: true },
  },
  emits: { current: () => true, open: (_inBackground: boolean) => true, toggle: () => true },
  setup(props, { emit }) {
    const clock = useDisplayClock()
    const alert = computed(() => rowAlert(props.ticket, clock.now.value))
    const select = computed(() => props.words.t('list.head.select', { no: props.ticket.no }))

    const makeCurrent = (): void => emit('current')
    const open = (): void => emit('open', false)
    const toggle = (): void => emit('toggle')
    const keep = (event: Event): void => event.stopPropagation()
    function follow(event: MouseEvent): void {
      event.preventDefault()
      event.stopPropagation()
      emit('open', event.ctrlKey || event.metaKey)
    }
    function followAside(event: MouseEvent): void {
      event.preventDefault()
      if (event.button === 1) emit('open', true)
    }

    /** Besides the look of its column: the due time has the colour of its alert, a count says by its weight whether it is many. */
    function classOf({ column, look }: PlacedColumn): string {
      if (column.id === 'replyDueAt') return `${look} gd-${alert.value === 'none' ? 'text-2' : alert.value}`
      if (column.kind !== 'count' || props.ticket.feedbackCount === 1 || props.ticket.feedbackCount === 2) return look
      return `${look} ${props.ticket.feedbackCount === 0 ? 'gd-text-3' : 'gd-strong'}`
    }
    function instant({ column }: PlacedColumn): VNode[] {
      const at = cellInstant(props.ticket, column.id)
      return at === null ? [] : [h('time', { datetime: at }, [createTextVNode(props.words.instant(at))])]
    }
    function content(placed: PlacedColumn): VNode[] {
      const { ticket, words } = props
      switch (placed.column.kind) {
        case 'text':
        case 'count': return [createTextVNode(cellText(ticket, placed.column.id, words))]
        case 'instant': return instant(placed)
        case 'alert': return [h(AlertCell, { alert: alert.value, dueAt: ticket.replyDueAt, open: ticket.replyOpen, timely: ticket.replyTimely })]
        case 'no': return [h('a', { class: 'gd-list-no', tabindex: -1, href: `#${keyOf(ticketTarget(ticket.no))}`, onClick: follow, onAuxclick: followAside }, [
          createTextVNode(ticket.no), ...(ticket.unread ? [h('span', { class: 'gd-visually-hidden' }, ` ${words.t('list.head.unreadMark')}`)] : []),
        ])]
        case 'type': return [createTextVNode(`${words.t(`enums.typeShort.${ticket.type}`)}\u00a0`), h(LevelBox, { type: ticket.type, level: ticket.level })]
        case 'state': return [h(StateTag, { state: ticket.state })]
      }
    }
    const cell = (placed: PlacedColumn): VNode =>
      h('div', { key: placed.column.id, class: classOf(placed), role: 'gridcell', 'aria-colindex': placed.place, style: placed.style }, content(placed))
    const check = (): VNode => h('label', { key: 'check', class: 'gd-list-check', role: 'gridcell', 'aria-colindex': 1, onClick: keep, onDblclick: keep }, [
      h('input', { class: 'gd-check', type: 'checkbox', tabindex: -1, checked: props.selected, 'aria-label': select.value, onChange: toggle }),
    ])

    // Attributes, not classes; TicketTable.vue says why.
    return () => h('div', {
      id: props.waiting ? undefined : props.elementId, class: 'gd-list-row', role: 'row', 'aria-rowindex': props.rowIndex, 'aria-selected': props.selected,
      'data-alert': alert.value === 'none' ? undefined : alert.value, 'data-current': props.current ? '' : undefined, 'data-unread': props.ticket.unread ? '' : undefined, 'data-waiting': props.waiting ? '' : undefined,
      onClick: makeCurrent, onDblclick: open,
    }, [check(), ...props.columns.map(cell)])
  },
})
