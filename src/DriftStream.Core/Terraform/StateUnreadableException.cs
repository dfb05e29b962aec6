namespace DriftStream.Core.Terraform;

/// <summary>A state is there but cannot be used. The message is one sentence that says what, where, why and what to do.</summary>
public sealed class StateUnreadableException : Exception
{
    /// <summary>What follows from it in every such message, as long as no earlier version is in use.</summary>
    public const string Consequence = "so none of its resources are watched";

    /// <summary>An exception with a sentence that a user can act on.</summary>
    public StateUnreadableException(string message)
        : base(message)
    {
    }
}
