export const retirement = {} as const;
