namespace DriftStream.Tests.LocalAws;

/// <summary>What goes wrong with one request to S3.</summary>
internal sealed record LocalS3Fault
{
    /// <summary>S3 refuses it.</summary>
    public LocalAwsException? Refusal { get; private init; }

    /// <summary>After so many bytes the connection breaks.</summary>
    public int? CutAfter { get; private init; }

    /// <summary>The content is sent once this is done.</summary>
    public Task? Gate { get; private init; }

    public static LocalS3Fault SlowDown { get; } = new() { Refusal = new("SlowDown", "Please reduce your request rate.", 503) };

    public static LocalS3Fault Denied { get; } = new() { Refusal = new("AccessDenied", "Access Denied", 403) };

    public static LocalS3Fault Refused(string code, int status) => new() { Refusal = new(code, "It fails as the test asked.", status) };

    public static LocalS3Fault Cut(int after) => new() { CutAfter = after };

    public static LocalS3Fault Until(Task gate) => new() { Gate = gate };

    public void ThrowIfRefused()
    {
        if (Refusal is not null)
        {
            throw new LocalAwsException(Refusal.Code, Refusal.Message, Refusal.Status);
        }
    }
}
