using DriftStream.Ledger.Engines;

namespace DriftStream.Ledger;

/// <summary>The ledger cannot be read or written now. The message is one sentence for the user; what was to be recorded stays where it came from.</summary>
internal sealed class LedgerUnavailableException : Exception
{
    /// <summary>An exception with a sentence that a user can act on.</summary>
    public LedgerUnavailableException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>The sentence for a failure of the database.</summary>
    /// <param name="place">Where the ledger is.</param>
    /// <param name="what">What happened.</param>
    /// <param name="remedy">What to do, after a blank; or nothing.</param>
    /// <param name="failure">What the database said.</param>
    /// <param name="access">What was tried.</param>
    public static LedgerUnavailableException For(string place, string what, string remedy, Exception failure, LedgerAccess access) => new(
        access == LedgerAccess.Read
            ? $"The ledger at {place} {what}.{remedy}"
            : $"The ledger at {place} {what}; nothing was recorded, and the messages are tried again.{remedy}",
        failure);

    /// <summary>The sentence for a file that is no longer where it was.</summary>
    public static LedgerUnavailableException Moved(string path) => new(
        $"The ledger at {path} was moved, deleted or replaced while it was in use; nothing was recorded, and the messages are tried again. Put the file back, or restart the service.");
}
