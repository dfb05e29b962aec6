using System.Net;
using System.Text.Json;

namespace DriftStream.States.Sources.Hcp;

/// <summary>What the API answered: a document, that it has none, or that it does not understand the question.</summary>
/// <param name="Status">200, 404, 400 or 422.</param>
/// <param name="Document">The document; an undefined one where the status is not 200.</param>
internal sealed record HcpAnswer(HttpStatusCode Status, JsonElement Document)
{
    /// <summary>Whether there is a document.</summary>
    public bool IsThere => Status == HttpStatusCode.OK;

    /// <summary>Whether the server does not know something that it was asked for.</summary>
    public bool IsNotUnderstood => Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity;
}
