import { userInfo } from 'node:os';

/** Who sits here, as the machine knows it; a container may know nobody. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
