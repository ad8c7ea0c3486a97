/**
 * Given names that are nothing else in a text about software: what is also a word (Mark, Will, Grant), a month, a
 * product or a language (Travis, Jenkins, Julia, Ruby, Claude, Alexa, Cassandra, Jasmine, Sage) is left out.
 */
const names = `
  aaron abdul abigail abraham adam adrian agnes ahmed aisha alan albert alejandro alessandro alexander alexandra alfred ali alice
  alicia alina allison amanda amelia amina amir amit amy ana anastasia anders andrea andreas andrei andrew andrey angela anil anita
  anja anke anna anne annika anthony antje antoine anton antonio anya arjun arne arthur arun asha astrid ayumi barbara bastian
  beatrice ben benjamin bernd bernhard beth bettina birgit bjorn bogdan boris bradley brandon brenda brian bridget bruno camille
  carla carlos carmen carol carolina caroline catherine cecilia chandra charles charlotte cheng chiara chloe chris christian
  christina christine christoph christopher cindy claire clara claudia connor craig cristina cynthia daisuke damien dan daniel
  daniela danielle dave david deborah deepak denis dennis derek diana diego dieter dimitri dirk dmitri dmitry dominik donald dorothy
  douglas dylan edith eduardo edward ekaterina elena eleanor eli elias elisabeth elizabeth ellen emily emma enrique eric erik erika
  erin ernst esther ethan eugene eva evelyn fabian fatima felix fernando fiona florian francesca francesco francisco frank franziska
  frederic frederik friedrich gabriel gabriela gary geoffrey georg george gerald gerhard gianluca giorgio giovanni giulia giuseppe
  gregor gregory guillaume guido gustavo hannah hannes hans harald haruto hassan heather heidi heike heinrich helen helena helga
  henrik henry hiroshi holger hugo ian ibrahim igor ines inga ingrid irina isabel isabella ivan jacob jakob jakub james jan jane
  janet janine jaroslav javier jean jeff jeffrey jennifer jens jeremy jerome jessica joan joana joao joe joel johan johann johanna
  johannes john jonas jonathan jorge jose josef joseph joshua juan judith jun juergen jurgen justin kai karen karim karin karl karsten
  katarina katharina katherine kathleen kathrin kathryn katja katrin kazuki keith kelly ken kenji kenneth kerstin kevin khalid kim
  kirsten klaus kristin kristina kumar kurt kyle lars laura lauren leila lena leon leonardo leonie liam lina linda lindsay lisa ljubica
  lorenzo louis louise luca lucas lucia luis luisa lukas luke magdalena malte manfred manuel manuela marc marcel marcin marco marcos
  marcus margaret maria mariana marie mario marion markus marta martha martin martina mary mateusz mathias mathieu matteo
  matthew matthias maurice megan mehmet mei meike michael michal michel michele michelle miguel mike mikhail miriam mohamed mohammed
  monika moritz muhammad nadia nadine nancy naoki natalia natalie natasha nathan neha nicholas nicolas nicole niels nikhil nikita
  niklas nikolai nina nora norbert olaf oleg olga oliver olivia oskar otto pablo pamela paola patricia patrick paul paula paulo pavel
  pedro peter petra philip philipp philippe pierre pieter piotr prakash priya przemek rachel rafael rahul raj rajesh ralf ralph ramon
  raphael ravi rebecca regina reinhard renate ricardo richard rita robert roberto robin rodrigo roger roland roman ronald rosa ross
  roxana russell ryan sabine sabrina sakura salma sam samantha samir samuel sandeep sandra sanjay santiago sara sarah sascha satoshi
  sebastian serge sergei sergey shannon sharon shreya silke silvia simon simone sofia sonja sophia sophie stefan stefanie stephan
  stephanie stephen steve steven stuart sunil suresh susan susanne svetlana sven sylvia takashi tamara tanja tanya tatiana teresa
  theodor theresa thierry thomas thorsten tiago tim timothy tobias todd tom tomas tomasz torsten tyler uli ulrich ursula ute uwe
  valentina valerie vanessa vera veronica veronika victor victoria vijay viktor vincent virginia vivek vladimir volker walter wei
  wendy werner wilhelm william wojciech wolfgang xavier yasmin yolanda yuki yuri yusuf yves yvonne zoe zhang`;

const known: ReadonlySet<string> = new Set(names.split(/\s+/).filter((name) => name !== ''));

/** Is the word a person's given name and nothing else that a text about software may mean? */
export function isGivenName(word: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(word) && known.has(word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
}

const shortestBeginning = 5;

/** Does a login begin with a given name of five letters and more: `annika.berg`, `thomasm`? */
export function beginsWithGivenName(login: string): boolean {
  const plain = login.toLowerCase();
  for (let length = Math.min(plain.length, 12); length >= shortestBeginning; length -= 1) {
    if (known.has(plain.slice(0, length))) {
      return true;
    }
  }
  return false;
}
