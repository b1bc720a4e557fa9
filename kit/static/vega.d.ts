// Where a type check meets the drawing library, which is a bundle of its own without types.
export const embed: any;
