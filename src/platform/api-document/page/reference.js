/* global SwaggerUIBundle */

/** CSRF token of the last session here: the browser sends the cookie itself, and a change must send this token too. */
let word = null;

SwaggerUIBundle({
  url: 'api/v1/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  docExpansion: 'list',
  filter: true,
  // No request leaves the tracker, and the browser stores no token.
  validatorUrl: null,
  persistAuthorization: false,
  requestInterceptor(request) {
    if (word !== null && !request.loadSpec) request.headers['X-CSRF-Token'] = word;
    return request;
  },
  responseInterceptor(response) {
    const told = response.obj?.csrfToken ?? response.obj?.session?.csrfToken;
    if (typeof told === 'string') word = told;
    return response;
  },
});
