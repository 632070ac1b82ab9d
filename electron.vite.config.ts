import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import { ipcCalls, ipcEvents } from './shared/contract/ipc.ts'

// Electron 45 runs Node 24 and Chromium 154; malls open the same page in their own, older browsers.
const nodeTarget = 'node24'
const browserTarget = 'chrome120'

/** Everything is bundled but Electron and Node's own modules, so that the package needs no node_modules. */
const bundled = { externalizeDeps: false, minify: false, sourcemap: false } as const

export default defineConfig({
  main: {
    build: {
      ...bundled,
      target: nodeTarget,
      outDir: 'out/main',
      rolldownOptions: {
        input: { index: resolve('main/index.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    // The preload script gets the names of the table, not its schemas: they are checked in the main process.
    define: {
      __IPC_CALL_NAMES__: JSON.stringify(Object.keys(ipcCalls)),
      __IPC_EVENT_NAMES__: JSON.stringify(Object.keys(ipcEvents)),
    },
    build: {
      ...bundled,
      target: nodeTarget,
      outDir: 'out/preload',
      rolldownOptions: {
        input: { index: resolve('main/preload/index.ts') },
        // A sandboxed preload script must be CommonJS in one file.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'renderer',
    // Relative addresses: the same files are served by the HTTP server and by the app:// protocol.
    base: './',
    plugins: [vue()],
    build: {
      target: browserTarget,
      outDir: resolve('out/renderer'),
      emptyOutDir: true,
      // electron-vite's own choice is none, which makes what malls load over the line twice as large.
      minify: true,
      sourcemap: false,
      // A data: URL would need more rights in the content security policy than a file of its own.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: resolve('renderer/index.html') },
        output: {
          codeSplitting: {
            groups: [{ name: 'vue', test: /node_modules[\\/](@vue|vue|vue-router|pinia|vue-i18n|@intlify)[\\/]/, priority: 2 }],
          },
        },
      },
    },
  },
})
