using System.Globalization;

namespace DriftStream.Ledger.Engines;

/// <summary>Keeps a second process from writing the same ledger: each would judge with deviations that the other does not know.</summary>
/// <remarks>
/// A file beside the ledger, held open without sharing. The operating system lets go of it even after a kill,
/// so nothing has to be cleaned up by hand. SQLite's own exclusive mode would shut out readers such as <c>explain</c> too.
/// </remarks>
internal sealed class LedgerLock : IDisposable
{
    // What .NET gives on for "somebody else has it open".
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _held;

    private LedgerLock(FileStream held) => _held = held;

    /// <summary>Takes the lock of a ledger.</summary>
    /// <exception cref="LedgerUnavailableException">Another process holds it, or the folder cannot be written.</exception>
    public static LedgerLock Take(string ledgerPath)
    {
        var path = ledgerPath + ".lock";
        try
        {
            var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            held.SetLength(0);
            held.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            held.Flush();
            return new(held);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new LedgerUnavailableException(
                $"The ledger at {ledgerPath} cannot be used, as its lock file {path} cannot be written; nothing is read from the queue. " +
                "Give this user the right to write the folder.",
                failure);
        }
        catch (IOException failure) when (failure.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            throw new LedgerUnavailableException(
                $"The ledger at {ledgerPath} is in use by another driftstream process; this one stops and reads nothing from the queue. " +
                "End the other process, or give this one a ledger of its own in Ledger:Url.",
                failure);
        }
        catch (IOException failure)
        {
            throw new LedgerUnavailableException(
                $"The ledger at {ledgerPath} cannot be used, as its lock file cannot be written ({failure.Message}); nothing is read from the queue. " +
                "Correct that, or put the ledger elsewhere with Ledger:Url.",
                failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();
}
