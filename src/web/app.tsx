import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { ApiError, api, type Me } from './api.ts'
import { DeskPage } from './desk/desk-page.tsx'
import { deskPlace } from './desk/tabs.ts'
import { usePath } from './route.ts'
import { FaultState } from './shell/fault-state.tsx'
import { PageLoading } from './shell/page-loading.tsx'
import { Shell } from './shell/shell.tsx'

const SignInPage = lazy(() => import('./account/sign-in-page.tsx'))
const AdminPage = lazy(() => import('./admin/admin-page.tsx'))
const WelcomePage = lazy(() => import('./account/welcome-page.tsx'))

/** Decides who is asking and which page the address means. */
export function App() {
  const path = usePath()
  const me = useQuery({ queryKey: ['me'], queryFn: api.me, staleTime: Number.POSITIVE_INFINITY })

  if (path === '/welcome') {
    return (
      <Suspense fallback={<PageLoading />}>
        <WelcomePage />
      </Suspense>
    )
  }
  if (me.isPending) return <PageLoading />
  if (me.error instanceof ApiError && me.error.status === 401) {
    return (
      <Suspense fallback={<PageLoading />}>
        <SignInPage />
      </Suspense>
    )
  }
  if (me.error) return <FaultState error={me.error} retry={() => me.refetch()} />
  return (
    <Shell me={me.data}>
      <Page path={path} me={me.data} />
    </Shell>
  )
}

function Page({ path, me }: { path: string; me: Me }) {
  if (path.startsWith('/admin') && me.role === 'admin') {
    return (
      <Suspense fallback={<PageLoading />}>
        <AdminPage />
      </Suspense>
    )
  }
  return <DeskPage me={me} place={deskPlace(path)} />
}
