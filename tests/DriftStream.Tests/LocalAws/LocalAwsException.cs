namespace DriftStream.Tests.LocalAws;

/// <summary>An error that the server answers with.</summary>
internal sealed class LocalAwsException(string code, string message, int status = 400) : Exception(message)
{
    /// <summary>The error's name in the service's model.</summary>
    public string Code => code;

    public int Status => status;

    /// <summary>The code that SQS used before it spoke JSON; it still sends that too.</summary>
    public string QueryCode => code == "QueueDoesNotExist" ? "AWS.SimpleQueueService.NonExistentQueue" : code;

    public static LocalAwsException BadValue(string member, object? value) =>
        new("InvalidParameterValue", $"Value {value} for parameter {member} is invalid.");
}
