/** Fills in the configuration files of docker/ha, as envsubst does. */

/** Replaces each `${NAME}`. A name without a value is an error. */
export function fillTemplate(text, values) {
  return text.replace(/\$\{(\w+)\}/g, (_, name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`A template names ${name}, which has no value.`);
    return String(values[name]);
  });
}

/** Returns the names in a template. */
export function namesIn(text) {
  return new Set([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
}
