import 'server-only';

/** Set by the door on every request, after it removed whatever came from outside under this prefix. */
const PREFIX = 'x-standing-';
export const REQUEST_ID_HEADER = `${PREFIX}request-id`;
export const CLIENT_ADDRESS_HEADER = `${PREFIX}client-address`;
