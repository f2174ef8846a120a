/** The mark: a column of copy with a tick. Decoration, the name stands beside it. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--accent-fill)" />
      <path d="M9 9.5h14M9 15h14M9 20.5h6" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <path
        d="m18.5 21 2.4 2.4 4.1-4.6"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
