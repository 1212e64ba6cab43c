import { readOnPhone } from './store/on-phone.ts';

/** Begun before anything that draws is run: the disk answers meanwhile. Undefined where the browser gives no memory. */
export const reading = readOnPhone().catch(() => undefined);
