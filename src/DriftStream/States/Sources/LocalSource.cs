using DriftStream.Configuration;
using DriftStream.States.Windows;

namespace DriftStream.States.Sources;

/// <summary>A file, a folder or a glob on the local disk.</summary>
/// <param name="target">The path as the user wrote it.</param>
internal sealed class LocalSource(string target) : IStateSource, ITellsWindows
{
    /// <inheritdoc/>
    public bool IsOne => File.Exists(target);

    /// <inheritdoc/>
    public string Nothing(string argument) => Directory.Exists(target)
        ? $"There is no state below '{argument}': looked for *.tfstate, *.tfstate.json and JSON files with a state in them."
        : $"There is no state at '{argument}': no such file or folder, and nothing that matches.";

    /// <inheritdoc/>
    public Task<IReadOnlyList<ApplySighting>> LookAsync(IReadOnlyList<StateFile> files, CancellationToken cancellation) => Task.FromResult(LocalLocks.Of(files));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateFile>> ListAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<StateFile>>([.. Find(target).Select(Seen)]);
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateFile file, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult<Stream>(new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan | FileOptions.Asynchronous));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StateSourceException(Why(refused, file.Path), refused);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateVersion>?> VersionsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StateVersion>?>(null);

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(StateVersion version, CancellationToken cancellation) => OpenAsync(version.File, cancellation);

    /// <summary>The files that a path, a folder or a glob stands for.</summary>
    /// <exception cref="UsageException">They cannot be listed.</exception>
    public static IReadOnlyList<StateFile> Find(string target)
    {
        try
        {
            var path = Path.GetFullPath(target);
            return File.Exists(target) ? [new StateFile(path, Path.GetFileName(path), Certain: true)]
                : Directory.Exists(path) ? [.. StateFolder.Find(path)]
                : StateGlob.IsGlob(target) ? StateGlob.Find(target)
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The states at '{target}' cannot be listed: {exception.Message} Allow reading, or give the files one by one.");
        }
    }

    private static string Why(Exception refused, string path) => refused switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it is no longer there",
        UnauthorizedAccessException when Directory.Exists(path) => "it is a folder now",
        UnauthorizedAccessException => "this user may not read it",
        _ => refused.Message.Replace($"'{path}'", "it", StringComparison.Ordinal).TrimEnd('.'),
    };

    // Seen before it is read: what is written meanwhile has another mark.
    private static StateFile Seen(StateFile file)
    {
        var info = new FileInfo(file.Path);
        return file with { Mark = FileMark.Of(file.Path), Size = info.Exists ? info.Length : 0, Written = info.Exists ? info.LastWriteTimeUtc : null };
    }
}
