/** Raised whenever a rule is added or changed: recordings of older rules pass gate two before they are read. */
export const rulesVersion = 4;

export const sanitizerVersion = `mirror/${rulesVersion}`;
