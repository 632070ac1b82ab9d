import { BarChart } from 'echarts/charts'
import type { BarSeriesOption } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import type { GridComponentOption } from 'echarts/components'
import { init, use } from 'echarts/core'
import type { ComposeOption, EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

/** The drawing library with the parts that the figures need; imported only where a chart is shown. */
use([BarChart, GridComponent, CanvasRenderer])

export type ChartOption = ComposeOption<BarSeriesOption | GridComponentOption>
export type Chart = EChartsType

/** @throws where the surroundings cannot draw */
export const createChart = (element: HTMLElement): Chart => init(element, null, { renderer: 'canvas' })
