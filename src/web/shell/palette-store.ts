import { createStore, useStore } from './small-store.ts'

const opened = createStore(false)

export const openPalette = () => opened.set(true)
export const closePalette = () => opened.set(false)
export const usePaletteOpened = () => useStore(opened)
