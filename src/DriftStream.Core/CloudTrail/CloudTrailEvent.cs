using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail;

/// <summary>One CloudTrail record, as far as judging needs it. Facts that the record does not carry are null.</summary>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html</remarks>
public sealed class CloudTrailEvent
{
    // Most events are read-only and never asked for these, so they are parsed when asked for. Two threads may both parse
    // them; both get the same values.
    private Value? _request;
    private Value? _response;
    private Value? _details;
    private Value? _parameters;
    private Value? _answer;
    private UserIdentity? _identity;

    /// <summary>The eventID; where the record has none, the SHA-256 of the record in lower-case hex.</summary>
    public required string Id { get; init; }

    /// <summary>When AWS says that the call was made, one second exact, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The service that answered, in lower case, e.g. <c>s3.amazonaws.com</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The event's name as recorded, blanks around it removed, e.g. <c>UpdateFunctionConfiguration20150331v2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The API operation: the name without a date or version at its end, e.g. <c>UpdateFunctionConfiguration</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The account the event happened in (recipientAccountId, else the caller's).</summary>
    public string? Account { get; init; }

    /// <summary>awsRegion. Global services record us-east-1.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the call could not change anything; by the verb of the name where the record does not say.</summary>
    public required bool IsReadOnly { get; init; }

    /// <summary>Whether the record itself says that the call could not change anything; false where only its name tells.</summary>
    public bool SaysReadOnly { get; init; }

    /// <summary>Why AWS refused the call, e.g. <c>AccessDenied</c>; null where it was carried out.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>AWS's sentence about the error.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>An IP address, or the name of an AWS service.</summary>
    public string? SourceIp { get; init; }

    /// <summary>The user agent, the brackets that S3 writes around it removed.</summary>
    public string? UserAgent { get; init; }

    /// <summary>eventType, e.g. <c>AwsApiCall</c> or <c>AwsServiceEvent</c>.</summary>
    public string? Type { get; init; }

    /// <summary>eventCategory, e.g. <c>Management</c> or <c>Data</c>.</summary>
    public string? Category { get; init; }

    /// <summary>The same action seen from two accounts shares this id.</summary>
    public string? SharedEventId { get; init; }

    /// <summary>sessionCredentialFromConsole; null where the record does not say (S3, and records before 2021).</summary>
    public bool? FromConsole { get; init; }

    /// <summary>userIdentity as recorded.</summary>
    public UserIdentity Identity
    {
        get => _identity ??= UserIdentityReader.Read(IdentityJson.Span);
        init => _identity = value;
    }

    /// <summary>requestParameters; <see cref="Value.Null"/> where there are none.</summary>
    public Value Request
    {
        get => _request ??= PathArns.Read(RequestJson.Span);
        init => (_request, IsAsRecorded) = (value, false);
    }

    /// <summary>responseElements; <see cref="Value.Null"/> where there are none.</summary>
    public Value Response
    {
        get => _response ??= PathArns.Read(ResponseJson.Span);
        init => (_response, IsAsRecorded) = (value, false);
    }

    /// <summary>additionalEventData or, for what AWS itself did, serviceEventDetails.</summary>
    public Value Details
    {
        get => _details ??= Redaction.Read(DetailsJson.Span);
        init => _details = value;
    }

    /// <summary>The resources that AWS lists in the record; often none.</summary>
    public required IReadOnlyList<NamedResource> Resources { get; init; }

    /// <summary>The record's own bytes, for the proof that an audit needs.</summary>
    public required ReadOnlyMemory<byte> Record { get; init; }

    /// <summary>Whether request and response are what the record's bytes say.</summary>
    internal bool IsAsRecorded { get; private set; } = true;

    /// <summary>The request without the operation's own wrapper.</summary>
    internal Value Parameters => _parameters ??= OperationWrapper.Remove(Request, Operation);

    /// <summary>The response without the operation's own wrapper.</summary>
    internal Value Answer => _answer ??= OperationWrapper.Remove(Response, Operation);

    /// <summary>Whether any of these parameters of the request, whatever the case of its name, is true. Does not build the request.</summary>
    internal bool AsksAny(string[] parameters) => _request is { } request
        ? Array.Exists(parameters, p => request.Find(p, StringComparison.OrdinalIgnoreCase) is { SaysTrue: true })
        : JsonText.IsAnyTrue(RequestJson.Span, parameters);

    /// <summary>The same event with another request.</summary>
    internal CloudTrailEvent With(Value request)
    {
        var copy = (CloudTrailEvent)MemberwiseClone();
        (copy._request, copy._parameters, copy.IsAsRecorded) = (request, null, false);
        return copy;
    }

    internal ReadOnlyMemory<byte> IdentityJson { get; init; }

    internal ReadOnlyMemory<byte> RequestJson { get; init; }

    internal ReadOnlyMemory<byte> ResponseJson { get; init; }

    internal ReadOnlyMemory<byte> DetailsJson { get; init; }
}
