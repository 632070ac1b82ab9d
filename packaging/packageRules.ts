// What a packed program must hold and must not. Pure: `inspectPackage.ts` reads the facts.

/** The fuses as they must be; the same as `electronFuses` of electron-builder.yml (a test compares them). */
export const wantedFuses = {
  RunAsNode: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableCookieEncryption: true,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  GrantFileProtocolExtraPrivileges: false,
} as const satisfies Record<string, boolean>

export interface AsarIntegrity {
  readonly file: string
  readonly alg: string
  readonly value: string
}

export interface PackageFacts {
  /** Made around a stub: there is nothing of Electron's to look at. */
  readonly isStub: boolean
  /** Paths inside `app.asar` with `/`, and their sizes in bytes. */
  readonly files: ReadonlyMap<string, number>
  /** The text of a file in `app.asar`. */
  readonly text: (path: string) => string
  /** `package.json` of the package, and of the project. */
  readonly packed: Readonly<Record<string, unknown>>
  readonly project: { readonly version: string; readonly main: string }
  readonly fuses: Readonly<Record<string, boolean | undefined>>
  /** SHA-256 of the archive's header. */
  readonly asarHeaderHash: string
  readonly integrity: readonly AsarIntegrity[]
  /** Of the executable. */
  readonly versionInfo: Readonly<Record<string, string>>
  /** `app-update.yml`; null where there is none. */
  readonly updateFeed: string | null
  /** Folders of this machine that must not be in what is shipped. */
  readonly ownFolders: readonly string[]
}

/** The program's own part without Electron, in bytes: more is a mistake. */
export const largestAsar = 25_000_000

const required = ['/package.json', '/out/main/index.js', '/out/preload/index.cjs', '/out/renderer/index.html'] as const
const requiredKinds: readonly (readonly [string, RegExp])[] = [
  ['a style sheet of the page', /^\/out\/renderer\/assets\/.+\.css$/],
  ['a script of the page', /^\/out\/renderer\/assets\/.+\.js$/],
  ['the icon of the tray', /^\/out\/main\/chunks\/tray-.+\.ico$/],
  ['the badges of the taskbar', /^\/out\/main\/chunks\/more-.+\.png$/],
]
const forbiddenPaths: readonly (readonly [string, RegExp])[] = [
  ['packages', /(^|\/)node_modules\//],
  ['source maps', /\.map$/],
  ['sources', /\.(ts|mts|cts|tsx|vue|scss)$/],
  ['tests', /\.(test|spec)\.|(^|\/)(test|tests|test-results|playwright-report)\//],
  ['settings or keys', /(^|\/)\.(env|npmrc)|\.(pem|key|pfx|p12|crt|jks)$/],
  ['data or logs', /\.(sqlite3?|db|log|tgz|zip)$/],
  ['notes of the build', /\.gongdan-build$/],
]
const forbiddenTexts: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY/],
  ['a credential', /\b(?:GH_TOKEN|GITHUB_TOKEN|AWS_SECRET_ACCESS_KEY|NPM_TOKEN|CSC_KEY_PASSWORD|DATABASE_URL|GONGDAN_SECRET)\b\s*[=:]\s*['"][^'"]{8,}/],
  ['code of tests', /__playwright_run|electron-stand-in|STANDIN_/],
  ['code of the server', /\bfrom ?["'](?:sequelize|mysql2|koa)["']|require\(["'](?:sequelize|mysql2|koa)["']\)/],
  ['a source map', /\/\/[#@] sourceMappingURL=(?!data:,)/],
]
const readable = /\.(?:js|cjs|mjs|json|html|css|svg)$/
/** What of Node and Electron a bundle may import; everything else would have to be shipped beside it. */
const providedModule = /^(?:node:|electron(?:\/|$)|\.{1,2}\/)/
/** Modules of Node that packages still name without `node:`. */
const nodeModules = new Set(['assert', 'buffer', 'child_process', 'constants', 'crypto', 'dns', 'events', 'fs', 'fs/promises', 'http', 'http2', 'https', 'module', 'net', 'os', 'path', 'process', 'querystring', 'stream', 'string_decoder', 'tls', 'tty', 'url', 'util', 'worker_threads', 'zlib'])

function importsOf(code: string): string[] {
  const statements = code.matchAll(/^(?:import|export)\b[^;'"]*?\bfrom\s*["']([^"'\n]+)["']|^import\s*["']([^"'\n]+)["']|\b__require\(["']([^"'\n]+)["']\)|\bimport\(["']([^"'\n]+)["']\)/gm)
  return [...statements].map((found) => found.slice(1).find((name) => name !== undefined) ?? '')
}

function fileFindings({ files }: PackageFacts): string[] {
  const paths = [...files.keys()]
  const total = [...files.values()].reduce((sum, size) => sum + size, 0)
  return [
    ...required.filter((path) => !files.has(path)).map((path) => `missing: ${path}`),
    ...requiredKinds.filter(([, shape]) => !paths.some((path) => shape.test(path))).map(([what]) => `missing: ${what}`),
    ...paths.filter((path) => path !== '/package.json' && !path.startsWith('/out/')).map((path) => `not part of the program: ${path}`),
    ...forbiddenPaths.flatMap(([what, shape]) => paths.filter((path) => shape.test(path)).map((path) => `must not be shipped (${what}): ${path}`)),
    ...(total > largestAsar ? [`too large: ${total} bytes, at most ${largestAsar}`] : []),
  ]
}

function textFindings({ files, text, ownFolders }: PackageFacts): string[] {
  return [...files.keys()].filter((path) => readable.test(path)).flatMap((path) => {
    const content = text(path)
    const bundle = path.startsWith('/out/main/') || path.startsWith('/out/preload/')
    return [
      ...forbiddenTexts.filter(([, shape]) => shape.test(content)).map(([what]) => `${what} in ${path}`),
      ...ownFolders.filter((folder) => content.includes(folder)).map((folder) => `a folder of the machine that packed it (${folder}) in ${path}`),
      ...(bundle ? [...new Set(importsOf(content))].filter((name) => !providedModule.test(name) && !nodeModules.has(name)).map((name) => `${path} imports ${name}, which is not shipped`) : []),
    ]
  })
}

function packageFindings({ packed, project, files }: PackageFacts): string[] {
  const main = packed['main']
  return [
    ...(packed['version'] === project.version ? [] : [`package.json has version ${String(packed['version'])}, the project ${project.version}`]),
    ...(main === project.main && typeof main === 'string' && files.has(`/${main}`) ? [] : [`package.json starts ${String(main)}, which is not the program's main file`]),
    ...(packed['type'] === 'module' ? [] : ['package.json does not say type: module']),
    ...(['productName', 'description', 'author'] as const).filter((field) => typeof packed[field] !== 'string').map((field) => `package.json has no ${field}`),
    ...(['devDependencies', 'scripts'] as const).filter((field) => field in packed).map((field) => `package.json still has ${field}`),
  ]
}

function executableFindings({ isStub, fuses, integrity, asarHeaderHash, versionInfo, project, updateFeed }: PackageFacts): string[] {
  const wrongFuses = Object.entries(wantedFuses).filter(([fuse, wanted]) => fuses[fuse] !== wanted)
  const own = integrity.find(({ file }) => file.replaceAll('\\', '/') === 'resources/app.asar')
  return [
    ...wrongFuses.map(([fuse, wanted]) => `fuse ${fuse} is ${String(fuses[fuse])}, not ${String(wanted)}`),
    ...(own && own.alg.toUpperCase() === 'SHA256' && own.value === asarHeaderHash ? [] : ['the executable does not hold the hash of app.asar']),
    ...(isStub || versionInfo['ProductName'] === 'Gongdan' ? [] : [`the executable calls itself ${String(versionInfo['ProductName'])}`]),
    ...(isStub || versionInfo['ProductVersion']?.startsWith(project.version) ? [] : [`the executable has version ${String(versionInfo['ProductVersion'])}`]),
    ...(isStub || updateFeed !== null ? [] : ['app-update.yml is missing: the program could not update itself']),
  ]
}

/** Everything that is wrong with a package; empty: it may be shipped. */
export function findings(facts: PackageFacts): string[] {
  return [...fileFindings(facts), ...textFindings(facts), ...packageFindings(facts), ...executableFindings(facts)]
}
