using System.Text.Json;

namespace DriftStream.Core.Terraform;

/// <summary>The sentences about a state that cannot be used: what, where, which value, what happens now, what to do.</summary>
internal sealed class StateFaults(StateSource source)
{
    private const string FromTerraform = "Give a file that Terraform wrote";
    private const string FromBackend = "Take the last good version from the backend";

    /// <summary>Names the formats that people hand over by mistake, each of which has its own remedy.</summary>
    public void ThrowIfNotText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\u0003\u0004"u8))
        {
            throw Fault("is a zip archive, as saved plans are, and not a state", "Give the state that the plan was made from (`terraform state pull` writes it)");
        }

        if (bytes is [0x1F, 0x8B, ..])
        {
            throw Fault("is compressed with gzip", "Unpack it");
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw Fault("is written in UTF-16, as PowerShell's `>` does", "Save it as UTF-8");
        }
    }

    // Terraform takes an empty file for a state without resources, but never leaves one behind.
    public StateUnreadableException Empty() => Fault("is empty", FromBackend);

    public StateUnreadableException Encrypted(string version) => Fault(
        $"is encrypted by OpenTofu (encryption_version {Shown.Text(version)})",
        "Set Passphrase of its entry under States if it was encrypted with one, else give a readable copy (`tofu state pull` writes one)");

    public StateUnreadableException ShowOutput() => Fault(
        "is the output of `terraform show -json` and not a state",
        "Give the state itself (`terraform state pull` writes it)");

    public StateUnreadableException BackendNote() => Fault(
        "is Terraform's note of where the state lies, as .terraform/terraform.tfstate, and not the state",
        "Give the place that its backend names");

    public StateUnreadableException NoVersion() => Fault("is JSON, but no Terraform state: it has no format version", FromTerraform);

    public StateUnreadableException UnknownVersion(string version, int newest) => Fault(
        $"has format version {Shown.Text(version)}, while versions 1 to {newest} can be read",
        "Update DriftStream if a newer Terraform wrote it");

    public StateUnreadableException NotAnObject(JsonTokenType kind) => Fault(
        $"is JSON, but no Terraform state: it is {Shown.Kind(kind)} where an object should be",
        FromTerraform);

    public StateUnreadableException NoResourceList(JsonTokenType kind) => Fault(
        $"is broken: its resources are {Shown.Kind(kind)} where a list should be",
        FromBackend);

    public StateUnreadableException CutOff(int length) => Fault(
        $"ends in the middle, after {length} bytes of JSON, as a copy that was cut off does",
        FromBackend);

    public StateUnreadableException NotJson(JsonException exception) => Fault(
        $"is not JSON, or nests too deep, at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}",
        FromTerraform);

    private StateUnreadableException Fault(string what, string remedy) => new(
        $"State '{source.Name}' at {source.Location} {what}, {StateUnreadableException.Consequence}. {remedy}, or remove '{source.Name}' from the states.");
}
