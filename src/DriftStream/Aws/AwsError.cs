using System.Net;
using Amazon.Runtime;

namespace DriftStream.Aws;

/// <summary>An error response, before the service's client makes its own exception of it.</summary>
/// <param name="Shape">The error's name in the service's model, e.g. <c>QueueDoesNotExist</c>.</param>
/// <param name="Code">The code callers see: the model's name, or the one the old Query protocol had for it.</param>
/// <param name="Message">AWS's own sentence.</param>
/// <param name="Type">Whose fault AWS says it is.</param>
/// <param name="RequestId">The id to give to AWS support.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Inner">The HTTP exception behind it.</param>
internal sealed record AwsError(
    string Shape,
    string Code,
    string Message,
    ErrorType Type,
    string? RequestId,
    HttpStatusCode Status,
    Exception? Inner);
