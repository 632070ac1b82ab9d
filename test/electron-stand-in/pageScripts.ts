// Makes the scripts that are put into every page before its own, out of the files in `page/`.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'

export const preloadWorldName = 'electron-preload'
export const ipcBinding = 'standInPost'
export const openBinding = 'standInOpen'

/** One file of `page/` as plain script: types, imports and `export` taken away. The files share one function's scope. */
function source(name: string): string {
  const typescript = readFileSync(join(import.meta.dirname, 'page', `${name}.ts`), 'utf8')
  return stripTypeScriptTypes(typescript.replace(/^import .*$/gm, '')).replace(/^export /gm, '')
}

/** @param preload path of the built preload script */
export function pageScripts(preload: string): { mainWorld: string; preloadWorld: string } {
  const shared = source('encoding') + source('bridge')
  // Nobody in the page can guess the names of the events between the worlds.
  const secret = randomBytes(12).toString('hex')
  const [page, isolated] = [JSON.stringify(`page-${secret}`), JSON.stringify(`isolated-${secret}`)]
  const topOnly = (script: string) => `if (window === window.top) (() => {${script}})()`
  return {
    mainWorld: topOnly(`${shared}${source('mainWorld')}\nenterMainWorld(${page}, ${isolated}, ${JSON.stringify(openBinding)})`),
    preloadWorld: topOnly(
      `${shared}${source('preloadWorld')}
enterPreloadWorld(${isolated}, ${page}, ${JSON.stringify(ipcBinding)}, ${JSON.stringify(process.platform)}, (require, module, exports, process) => {
${readFileSync(preload, 'utf8')}
})`,
    ),
  }
}
