import { z } from 'zod';

/** Base64 of a picture inside of the request; an address would make the provider fetch it, with whatever the agent put into it. */
export const inlinePicture = z.string().regex(/^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/);

/** A JSON Schema, with references into itself alone: the provider must not be made to fetch one. */
export const jsonSchema = z.record(z.string(), z.unknown()).refine(hasLocalReferences, { message: 'reference' });

function hasLocalReferences(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(hasLocalReferences);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, member]) => (isReference(key) && typeof member === 'string' ? member.startsWith('#') : hasLocalReferences(member)));
}

function isReference(key: string): boolean {
  return key === '$ref' || key === '$dynamicRef' || key === '$recursiveRef';
}
