import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'

const noDatabaseClock = {
  selector: "Literal[value=/\\bNOW\\(\\)|CURRENT_TIMESTAMP|UTC_TIMESTAMP/i], TemplateElement[value.raw=/\\bNOW\\(\\)|CURRENT_TIMESTAMP|UTC_TIMESTAMP/i]",
  message: "The clock is the server's, injected; the database's clock is never used.",
}

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', 'data/**', 'test-results/**', 'test/electron-stand-in/**'] },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/attributes-order': 'off',
      'vue/require-default-prop': 'off',
      'vue/no-v-html': 'error',
    },
  },
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: tseslint.parser } }, rules: { 'no-undef': 'off' } },
  {
    files: ['shared/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', 'window', 'document', 'process', 'Buffer', 'setTimeout', 'setInterval'],
      'no-restricted-syntax': ['error', { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: '`now` is an argument.' },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: '`now` is an argument.' }] },
  },
  { files: ['server/**/*.ts'], rules: { 'no-restricted-syntax': ['error', noDatabaseClock] } },
  {
    files: ['main/**/*.ts'], ignores: ['main/ipc/**', 'main/preload/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'electron', importNames: ['ipcMain', 'ipcRenderer'], message: 'Only main/ipc touches ipcMain.' }] }] },
  },
  {
    files: ['renderer/**/*.{ts,vue}'], ignores: ['renderer/api/bridge.ts'],
    rules: { 'no-restricted-syntax': ['error', { selector: "MemberExpression[object.name='window'][property.name='desktop']", message: 'Only renderer/api/bridge.ts touches window.desktop.' }] },
  },
  { files: ['server/bootstrap/**', 'packaging/**', 'test/**/*.mjs', 'test/bench/**', 'test/fault/**'], rules: { 'no-console': 'off' } },
)
