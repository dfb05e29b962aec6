using System.Security.Cryptography;
using System.Text;

namespace DriftStream.Ledger.Integrity;

/// <summary>The key of a ledger in a file, where none is configured: made at random at the first start, beside the ledger.</summary>
internal static class AuditKeyFile
{
    private const int RandomBytes = 32;

    /// <summary>The key of the file, which is made where it is not there.</summary>
    /// <exception cref="LedgerUnavailableException">It cannot be read or made.</exception>
    public static AuditKey ReadOrMake(string path) => Guarded(path, () =>
    {
        if (!File.Exists(path))
        {
            Make(path);
        }

        return Read(path);
    });

    /// <summary>The key of the file; null where there is no such file.</summary>
    /// <exception cref="LedgerUnavailableException">It cannot be read.</exception>
    public static AuditKey? Find(string path) => Guarded(path, () => File.Exists(path) ? Read(path) : null);

    private static AuditKey Read(string path) => File.ReadAllText(path).Trim() is { Length: >= AuditKey.ShortestSecret } secret
        ? new(secret)
        : throw new LedgerUnavailableException(
            $"The file {path} holds no key ({AuditKey.ShortestSecret} characters at least), so the ledger could not be protected. Put the right one back, or remove the file: then a new key is made.");

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))));
        file.Flush(flushToDisk: true);
    }

    private static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LedgerUnavailableException(
                $"The key of the ledger, {path}, cannot be read or made ({failure.Message}). Give this user the right to it, or set Ledger:AuditKey.", failure);
        }
    }
}
