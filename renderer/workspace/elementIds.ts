const plain = (key: string): string => key.replace(/[^\w-]/g, '-')

/** Id of a tab's element in the row of tabs. */
export const tabId = (key: string): string => `gd-tab${plain(key)}`
/** Id of the element that holds the tab's page. */
export const paneId = (key: string): string => `gd-pane${plain(key)}`
