/** The account of a store on one's own machine. */
export const localAccount = 'local';
