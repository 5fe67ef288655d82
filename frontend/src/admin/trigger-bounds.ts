/** How the composer checks: as `manage.py check_trail`, so that figures agree. */
export const WALKS = 60;
export const SEED = 1;
