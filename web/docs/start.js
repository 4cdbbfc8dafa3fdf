// SPDX-License-Identifier: Apache-2.0
// Shows the document of this server; a token entered under "Authorize" is kept for the tab only.
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#browser",
  deepLinking: true,
  docExpansion: "none",
  validatorUrl: null,
});
