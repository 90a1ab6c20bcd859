using MicrogradSharp;

namespace Playground.Tabs.Gpt;

/// <summary>Invents a name, a letter a step.</summary>
/// <param name="training">The model and its alphabet.</param>
/// <param name="temperature">What the logits are divided by.</param>
/// <param name="random">Draws the letters.</param>
public sealed class Inventing(GptTraining training, double temperature, Random random)
{
    private readonly GptPass _pass = new();
    private int _token = training.Alphabet.End;

    /// <summary>The letters so far.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Draws a letter or the end. Returns whether there may be more letters.</summary>
    public bool Step()
    {
        var logits = training.Model.Next(_token, _pass);
        var weights = Node.Softmax(Array.ConvertAll(logits, logit => logit * (1 / temperature)));
        double left = random.NextDouble();
        _token = Array.FindIndex(weights[..^1], weight => (left -= weight.Data) < 0);
        if (_token < 0) return false;       // what is left is the weight of the end
        Name += training.Alphabet.Letters[_token];
        return _pass.Count < GptModel.Block;
    }
}
