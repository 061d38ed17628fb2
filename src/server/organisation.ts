/** One server process serves one organisation; the schema is ready for more. */
export const org = process.env.HOLDFAST_ORG ?? 'default';
