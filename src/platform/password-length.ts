/** Shorter ones are guessed; NIST SP 800-63B asks for 15 where nothing else protects an account, 8 where something does. */
export const SHORTEST_PASSWORD = 12;
/** Longer ones only cost time. */
export const LONGEST_PASSWORD = 128;
