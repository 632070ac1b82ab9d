// tsc alone (the type check of test/) cannot read single-file components; vue-tsc checks them in renderer/.
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<Record<string, unknown>, Record<string, unknown>, unknown>
  export default component
}
