using DriftStream.Configuration;
using DriftStream.Core.Terraform;
using DriftStream.States.Windows;

namespace DriftStream.States.Sources;

/// <summary>States that OpenTofu encrypted with a passphrase, opened on their way from wherever they lie. Those that are not encrypted pass as they are.</summary>
/// <param name="inner">Where they lie.</param>
/// <param name="passphrase">The passphrase.</param>
internal sealed class PassphraseSource(IStateSource inner, Secret passphrase) : IStateSource, ITellsWindows, IDisposable
{
    /// <inheritdoc/>
    public bool IsOne => inner.IsOne;

    /// <inheritdoc/>
    public string Nothing(string argument) => inner.Nothing(argument);

    /// <summary>Always, as far as we are concerned: what somebody encrypted is not kept by us without that.</summary>
    public bool KeepsVersions => true;

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateFile>> ListAsync(CancellationToken cancellation) => inner.ListAsync(cancellation);

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(StateFile file, CancellationToken cancellation) => await OpenedAsync(await inner.OpenAsync(file, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateVersion>?> VersionsAsync(CancellationToken cancellation) => inner.VersionsAsync(cancellation);

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(StateVersion version, CancellationToken cancellation) => await OpenedAsync(await inner.OpenAsync(version, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ApplySighting>> LookAsync(IReadOnlyList<StateFile> files, CancellationToken cancellation) =>
        inner is ITellsWindows teller ? teller.LookAsync(files, cancellation) : Task.FromResult<IReadOnlyList<ApplySighting>>([]);

    /// <inheritdoc/>
    public void Dispose() => (inner as IDisposable)?.Dispose();

    private async Task<Stream> OpenedAsync(Stream kept, CancellationToken cancellation)
    {
        await using (kept)
        {
            using var whole = new MemoryStream((int)kept.Length);
            await kept.CopyToAsync(whole, cancellation);
            var content = whole.ToArray();
            var opened = EncryptedState.Open(content, passphrase.Reveal(), out var problem);
            return problem is null ? new MemoryStream(opened ?? content, writable: false) : throw new StateSourceException(problem);
        }
    }
}
