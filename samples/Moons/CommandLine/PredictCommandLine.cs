using System.CommandLine;

namespace Moons;

/// <summary>The options of predicting on the command line, and how they become <see cref="PredictOptions"/>.</summary>
internal sealed class PredictCommandLine
{
    private readonly Option<string> _model = new("--model")
    {
        Description = "The model, as --save wrote it: JSON, or safetensors by its extension.",
        HelpName = "model.json",
        Required = true,
        CustomParser = Parsers.Path,
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "The points, a CSV file: the header x0,x1, then a row a line; with a third column, label, of -1 and 1, the accuracy is shown.",
        HelpName = "points.csv",
        Required = true,
        CustomParser = Parsers.Path,
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Write the points with the columns score and predicted to this CSV file, not the first of them to the console.",
        HelpName = "predictions.csv",
        CustomParser = Parsers.Path,
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _model, _data, _out }) command.Options.Add(option);
    }

    public PredictOptions Read(ParseResult result) =>
        new(new ModelFile(result.GetValue(_model)!), result.GetValue(_data)!, result.GetValue(_out));
}
