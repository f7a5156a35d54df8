/* global SwaggerUIBundle */

/** The word of the session that was last signed in to here: the cookie goes by itself, and a change has to show this beside it. */
let word = null;

SwaggerUIBundle({
  url: 'api/v1/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  docExpansion: 'list',
  filter: true,
  // Nothing leaves the tracker, and no token stays behind in the browser.
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
