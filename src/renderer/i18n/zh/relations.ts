export const relations = {} as const;
