/** Loopback, where the receivers of tests listen, is allowed by configuration like any private network. */
export const LOOPBACK = ['127.0.0.0/8', '::1/128']
