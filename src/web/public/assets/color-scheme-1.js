// Runs before the first paint, so that a dark desk does not flash white; a file because the page allows no inline script.
// Assets are cached for ever: change the number in its name with its text.
{
  const chosen = localStorage.getItem('copytaster-color-scheme')
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
}
