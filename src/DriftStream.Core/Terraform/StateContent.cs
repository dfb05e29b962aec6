namespace DriftStream.Core.Terraform;

/// <summary>
/// The bytes of one state for as long as it is in use: attributes are not kept apart from them, but read from here each time an
/// instance is judged. They must never change: not the file that Terraform writes, but a copy of it.
/// </summary>
public abstract class StateContent
{
    /// <summary>How many bytes there are.</summary>
    public abstract int Length { get; }

    /// <summary>Content that is held in memory.</summary>
    public static StateContent InMemory(ReadOnlyMemory<byte> bytes) => new Held(bytes);

    /// <summary>Some of the bytes.</summary>
    public abstract ReadOnlyMemory<byte> Read(int start, int length);

    /// <summary>Some of the bytes, in <paramref name="room"/> if they have to be fetched; it has at least that length.</summary>
    public virtual ReadOnlyMemory<byte> Read(int start, int length, Memory<byte> room) => Read(start, length);

    private sealed class Held(ReadOnlyMemory<byte> bytes) : StateContent
    {
        public override int Length => bytes.Length;

        public override ReadOnlyMemory<byte> Read(int start, int length) => bytes.Slice(start, length);
    }
}
