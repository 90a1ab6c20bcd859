namespace MicrogradSharp.Benchmarks.MicroGpt;

/// <summary>The graph of the documents of one length, built once. Its tokens are leaves.</summary>
internal sealed class RetainedDocument
{
    private readonly Node[] _tokens;
    private readonly Graph _graph;

    public RetainedDocument(MicroGptModel model, int positions)
    {
        _tokens = Enumerable.Range(0, positions + 1).Select(_ => new Node(0.0)).ToArray();
        _graph = new Graph(model.Build(_tokens));
    }

    /// <summary>Computes the loss of a document, and adds its gradients to the parameters.</summary>
    public double Differentiate(int[] tokens)
    {
        for (int i = 0; i < _tokens.Length; i++) _tokens[i].Value.Data = tokens[i];
        double loss = _graph.Forward();
        _graph.Backward();
        return loss;
    }
}
