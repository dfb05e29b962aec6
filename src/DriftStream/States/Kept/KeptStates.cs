using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace DriftStream.States.Kept;

/// <summary>Keeps the states that were read as versions, compressed, each in a file that only this user can read.</summary>
/// <param name="folder">Where.</param>
/// <param name="most">How many versions of each state; the oldest give way.</param>
/// <param name="time">The clock, for states of which nobody tells when they were written.</param>
internal sealed class KeptStates(string folder, int most, TimeProvider time)
{
    private const string Ending = ".tfstate.br";
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private volatile string? _problem;

    /// <summary>Why the last version could not be kept, and what to do; null: it was.</summary>
    public string? Problem => _problem;

    /// <summary>Keeps what was read, unless it is kept already.</summary>
    /// <param name="file">The state; its version is known by when it was written or, where its place does not tell, by when it was read first.</param>
    /// <param name="content">Its content.</param>
    public void Keep(StateFile file, ReadOnlySpan<byte> content)
    {
        try
        {
            if (file.Written is not null || !IsNewest(file, content))
            {
                Write(FolderOf(file), (file.Written ?? time.GetUtcNow()).ToUnixTimeMilliseconds(), content);
            }

            _problem = null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException)
        {
            _problem = $"A version of the state at {file.Path} cannot be kept in {folder} ({refused.Message.TrimEnd('.')}), so a replay will not know it. Make room there, allow writing, or change {HistoryOptions.Section}:Folder.";
        }
    }

    /// <summary>The versions of a state, the oldest first.</summary>
    public IReadOnlyList<StateVersion> Of(StateFile file) => !Directory.Exists(FolderOf(file)) ? [] :
    [
        .. from path in Directory.EnumerateFiles(FolderOf(file), "*" + Ending)
           let number = MomentOf(path)
           where number is not null
           orderby number
           select new StateVersion(file with { Size = 0, Written = DateTimeOffset.FromUnixTimeMilliseconds(number.Value) }, path, DateTimeOffset.FromUnixTimeMilliseconds(number.Value), IsDeletion: false),
    ];

    /// <summary>The content of a version.</summary>
    /// <exception cref="StateSourceException">It cannot be had.</exception>
    public static async Task<Stream> OpenAsync(StateVersion version, CancellationToken cancellation)
    {
        try
        {
            await using var packed = new FileStream(version.Id, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            await using var unpacking = new BrotliStream(packed, CompressionMode.Decompress);
            var content = new MemoryStream();
            await unpacking.CopyToAsync(content, cancellation);
            content.Position = 0;
            return content;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException)
        {
            throw new StateSourceException(refused.Message, refused);
        }
    }

    // Else every start would make a version of it.
    private bool IsNewest(StateFile file, ReadOnlySpan<byte> content)
    {
        if (Of(file) is not [.., var newest])
        {
            return false;
        }

        using var packed = new FileStream(newest.Id, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        using var unpacking = new BrotliStream(packed, CompressionMode.Decompress);
        var piece = new byte[1 << 16];
        var rest = content;
        for (int read; (read = unpacking.Read(piece)) > 0; rest = rest[read..])
        {
            if (!rest.StartsWith(piece.AsSpan(0, read)))
            {
                return false;
            }
        }

        return rest.IsEmpty;
    }

    // An address may hold what no file name can.
    private string FolderOf(StateFile file) => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Path)))[..32]);

    private static long? MomentOf(string path) =>
        long.TryParse(Path.GetFileName(path.AsSpan())[..^Ending.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var moment) ? moment : null;

    private void Write(string place, long moment, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(place, moment.ToString("D14", CultureInfo.InvariantCulture) + Ending);
        if (File.Exists(path))
        {
            return;
        }

        MakeFolder(place);
        var half = path + ".half";
        using (var packed = new FileStream(half, Created()))
        {
            using var packing = new BrotliStream(packed, CompressionLevel.Fastest);
            packing.Write(content);
        }

        File.Move(half, path, overwrite: true);
        foreach (var old in Directory.GetFiles(place, "*" + Ending).Order(StringComparer.Ordinal).SkipLast(most))
        {
            File.Delete(old);
        }
    }

    private static void MakeFolder(string place)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(place);
        }
        else
        {
            Directory.CreateDirectory(place, Own | UnixFileMode.UserExecute);
        }
    }

    private static FileStreamOptions Created()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Own;
        }

        return options;
    }
}
