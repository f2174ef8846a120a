/** Who is signed in, and how one signs in, as JSON. The web app imports the types only. */
import { z } from 'zod'

export const Me = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(['editor', 'admin']) })

/** What signing in by a one-time link answers. */
export const Welcome = Me.extend({
  /** The very first admin, who has still to give name and address (`PUT /api/v1/me`) and should set a password. */
  needsProfile: z.boolean(),
  hasPassword: z.boolean(),
})
export const WelcomeRequest = z.object({ token: z.string().min(1).max(200) })
export const SignInRequest = z.object({
  email: z.string().trim().min(1).max(320),
  password: z.string().min(1).max(200),
})
/** The address can be changed while it is still the placeholder of the very first admin. */
export const Profile = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}+$/u),
  email: z.email().max(320).optional(),
})
export const NewPassword = z.object({
  password: z.string().min(12, 'must have at least 12 characters').max(128),
  /** Needed where there is a password already. */
  currentPassword: z.string().max(128).optional(),
})

export type Me = z.infer<typeof Me>
export type Welcome = z.infer<typeof Welcome>
