namespace DriftStream.Tests.LocalAws;

/// <summary>An error that the server answers with.</summary>
internal sealed class LocalAwsException(string code, string message, int status = 400) : Exception(message)
{
    // The names in SQS's model whose codes were others before; the rest kept theirs.
    private static readonly Dictionary<string, string> QueryCodes = new()
    {
        ["QueueDoesNotExist"] = "AWS.SimpleQueueService.NonExistentQueue",
        ["KmsAccessDenied"] = "KMS.AccessDeniedException",
        ["KmsDisabled"] = "KMS.DisabledException",
        ["KmsInvalidKeyUsage"] = "KMS.InvalidKeyUsageException",
        ["KmsInvalidState"] = "KMS.InvalidStateException",
        ["KmsNotFound"] = "KMS.NotFoundException",
        ["KmsOptInRequired"] = "KMS.OptInRequired",
        ["KmsThrottled"] = "KMS.ThrottlingException",
    };

    /// <summary>The error's name in the service's model.</summary>
    public string Code => code;

    public int Status => status;

    /// <summary>The code that SQS used before it spoke JSON; it still sends that too.</summary>
    public string QueryCode => QueryCodes.GetValueOrDefault(code, code);

    public static LocalAwsException BadValue(string member, object? value) =>
        new("InvalidParameterValue", $"Value {value} for parameter {member} is invalid.");
}
