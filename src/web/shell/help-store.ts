import { createStore, useStore } from './small-store.ts'

const opened = createStore(false)

export const openHelp = () => opened.set(true)
export const closeHelp = () => opened.set(false)
export const useHelpOpened = () => useStore(opened)
