/** electron-vite puts the file beside the bundle and gives its absolute path. */
declare module '*?asset' {
  const path: string
  export default path
}
