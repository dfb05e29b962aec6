namespace DriftStream.Core.Terraform;

/// <summary>Collects sentences about what could not be read, but not more than anyone would look at.</summary>
internal sealed class ProblemList
{
    private const int Most = 20;
    private readonly List<string> _sentences = [];
    private int _unsaid;

    public void Add(string sentence)
    {
        if (_sentences.Count < Most)
        {
            _sentences.Add(sentence);
        }
        else
        {
            _unsaid++;
        }
    }

    public void AddAll(ProblemList others)
    {
        others._sentences.ForEach(Add);
        _unsaid += others._unsaid;
    }

    public IReadOnlyList<string> ToList() =>
        _unsaid == 0 ? [.. _sentences] : [.. _sentences, $"{_unsaid} more problems of this kind are not listed."];
}
