/** Why outside bytes or text were refused by the strict decoders of this folder. */
export type EncodingCode =
  | 'json_malformed' // not JSON, or a string with a lone surrogate
  | 'json_duplicate_key'
  | 'json_forbidden_key'
  | 'json_too_deep'
  | 'base64_malformed'
  | 'utf8_malformed';
