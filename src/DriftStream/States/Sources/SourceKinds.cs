using DriftStream.Aws.S3;
using DriftStream.Configuration;

namespace DriftStream.States.Sources;

/// <summary>The kinds of places that states come from, by the scheme of their addresses. What has no scheme lies on the local disk.</summary>
internal sealed class SourceKinds
{
    private readonly Dictionary<string, Func<StateEntry, StateArgument, IStateSource>> _kinds = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The local disk alone; what is far is refused.</summary>
    public static SourceKinds OnDisk => new();

    /// <summary>Adds a kind.</summary>
    /// <param name="scheme">The scheme of its addresses, without <c>://</c>.</param>
    /// <param name="open">Opens the place that an entry names. It is asked once for each entry, and disposed of with the places where it is disposable.</param>
    public SourceKinds With(string scheme, Func<StateEntry, StateArgument, IStateSource> open)
    {
        _kinds.Add(scheme, open);
        return this;
    }

    /// <summary>Adds buckets.</summary>
    /// <param name="connect">Opens the bucket that an entry names.</param>
    public SourceKinds WithBuckets(Func<StateEntry, string, S3Store> connect) => With("s3", (entry, argument) =>
    {
        var address = S3Address.Parse(argument.Target);
        return new S3StateSource(connect(entry, address.Bucket), new BucketLayout(address.Bucket, address.Key) { Workspaces = entry.WorkspaceKeyPrefix });
    });

    /// <summary>The place that an entry names.</summary>
    /// <exception cref="UsageException">It is of an unknown kind.</exception>
    public IStateSource Open(StateEntry entry, StateArgument argument)
    {
        var source = OpenPlain(entry, argument);
        return entry.Passphrase is { } passphrase ? new PassphraseSource(source, passphrase) : source;
    }

    private IStateSource OpenPlain(StateEntry entry, StateArgument argument) =>
        argument.Scheme is not { } scheme ? new LocalSource(argument.Target)
        : _kinds.TryGetValue(scheme, out var open) ? open(entry, argument)
        : throw Unknown(argument.Name is { } name ? $"{name}={argument.Target}" : argument.Target, scheme);

    private static UsageException Unknown(string target, string scheme) => scheme.ToUpperInvariant() switch
    {
        "S3" or "HCP" or "TFE" or "HTTPS" or "HTTP" or "POSTGRES" or "POSTGRESQL" => new(
            $"The state '{target}' is remote, which this version cannot read. Write it to a file with `terraform state pull` and give that."),
        "GS" or "GCS" => Unread(target, "Google Cloud Storage"),
        "AZURERM" or "AZURE" => Unread(target, "Azure's storage"),
        "CONSUL" => Unread(target, "Consul"),
        _ => new(
            $"The state '{target}' has the unknown scheme '{scheme.ToLowerInvariant()}': give a file, a folder, a glob, or an address that begins with s3, hcp, tfe, https or postgres."),
    };

    private static UsageException Unread(string target, string place) => new(
        $"The state '{target}' lies in {place}, which DriftStream does not read, so nothing in it would be watched. Have the pipeline that applies write it to a file with `terraform state pull`, and give that.");
}
